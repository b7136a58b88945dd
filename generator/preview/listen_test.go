package preview

import (
	"errors"
	"net"
	"strings"
	"testing"
)

func TestHosts(t *testing.T) {
	for _, tt := range []struct {
		listen, asked string
		want          bool
	}{
		{"127.0.0.1", "127.0.0.1:8080", true},
		{"127.0.0.1", "127.0.0.1", true},
		{"127.0.0.1", "localhost:8080", true},
		{"127.0.0.1", "LOCALHOST:9000", true}, // through a tunnel
		{"127.0.0.1", "[::1]:8080", true},
		{"127.0.0.1", "[::1]", true},
		{"127.0.0.1", "", false},
		{"127.0.0.1", "evil.example:8080", false},
		{"127.0.0.1", "127.0.0.1.evil.example:8080", false},
		{"127.0.0.1", "localhost.evil.example", false},
		{"127.0.0.1", "192.168.1.5:8080", false},
		{"127.0.0.1", "0.0.0.0:8080", false},
		{"192.168.1.5", "192.168.1.5:8080", true},
		{"192.168.1.5", "192.168.1.6:8080", false},
		{"fe80::1", "[fe80::1]:8080", true},
		{"Buero-PC", "buero-pc:8080", true},
		{"buero-pc", "other-pc:8080", false},
		{"0.0.0.0", "192.168.1.5:8080", true},
		{"0.0.0.0", "[fe80::1]:8080", true},
		{"::", "10.1.2.3", true},
		{"0.0.0.0", "evil.example:8080", false},
	} {
		if got := hostsOf(tt.listen).hold(tt.asked); got != tt.want {
			t.Errorf("listening on %s, asked for %q: %v", tt.listen, tt.asked, got)
		}
	}
}

func TestURL(t *testing.T) {
	bound := &net.TCPAddr{Port: 8080}
	for host, want := range map[string]string{
		"127.0.0.1": "http://127.0.0.1:8080", "localhost": "http://localhost:8080", "::1": "http://[::1]:8080",
		"0.0.0.0": "http://127.0.0.1:8080", "::": "http://[::1]:8080", "192.168.1.5": "http://192.168.1.5:8080",
	} {
		if got := urlOf(host, bound); got != want {
			t.Errorf("%s: %s, want %s", host, got, want)
		}
	}
}

func TestBusy(t *testing.T) {
	first := listen(t, t.TempDir(), Options{})
	addr := strings.TrimPrefix(first.URL(), "http://")
	second, err := Listen(addr, t.TempDir(), Options{})
	if err == nil {
		second.Close(t.Context())
		t.Fatal("two servers have one port")
	}
	fault, ok := errors.AsType[*ListenError](err)
	if !ok || !fault.Busy || fault.Addr != addr {
		t.Fatalf("%#v", err)
	}
	if zh := fault.In("zh"); !strings.HasPrefix(zh, addr+" 这个端口已被占用") || !strings.Contains(zh, "--listen 127.0.0.1:0") {
		t.Error(zh)
	}
	if en := fault.Error(); !strings.Contains(en, "has the port of "+addr) || !strings.Contains(en, "--listen 127.0.0.1:0") {
		t.Error(en)
	}
}

func TestNoAddress(t *testing.T) {
	for _, tt := range []struct{ addr, zh string }{
		{"8080", "不是监听地址"},
		{"", "不是监听地址"},
		{"127.0.0.1:8080:1", "不是监听地址"},
		{"127.0.0.1:99999", "无法在 127.0.0.1:99999 上提供预览"},
		{"203.0.113.7:0", "无法在 203.0.113.7:0 上提供预览"}, // no address of this machine
	} {
		s, err := Listen(tt.addr, t.TempDir(), Options{})
		if err == nil {
			s.Close(t.Context())
			t.Errorf("%q is listened on", tt.addr)
			continue
		}
		fault, ok := errors.AsType[*ListenError](err)
		if !ok || fault.Busy || !strings.Contains(fault.In("zh"), tt.zh) || strings.Contains(fault.In("zh"), "%!") || strings.Contains(fault.Error(), "%!") {
			t.Errorf("%q: %v", tt.addr, err)
		}
	}
}

// TestOwnMachine: an address without a host is not taken for every address.
func TestOwnMachine(t *testing.T) {
	s, err := Listen(":0", t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if !strings.HasPrefix(s.URL(), "http://127.0.0.1:") {
		t.Error(s.URL())
	}
}
