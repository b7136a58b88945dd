package numeral

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var readTests = []struct {
	text  string
	value string // empty: no number
	read  string // what of the text is the number; empty: all
}{
	{"7", "7", ""},
	{"007", "7", ""},
	{"1160条", "1160", "1160"},
	{"99.3%", "99.3", "99.3"},
	{"4.800", "4.8", ""},
	{"３５场", "35", "３５"},
	{"４１．６万元", "416000", "４１．６万"},
	{"1,150", "1150", ""},
	{"1，036", "1036", ""},
	{"9 862件", "9862", "9 862"},
	{"9\u00a0862件", "9862", "9\u00a0862"},
	{"１，２３８家次", "1238", "１，２３８"},
	{"1,050,000,000", "1050000000", ""},
	{"1,234.5元", "1234.5", "1,234.5"},
	{"6，26", "6", "6"},
	{"1,23", "1", "1"},
	{"1,2345", "1", "1"},
	{"2022 100", "2022", "2022"},
	{"138 0013 8000", "138", "138"},
	{"1.2万元", "12000", "1.2万"},
	{"1.2 万元", "12000", "1.2 万"},
	{"6千人", "6000", "6千"},
	{"9百余人", "900", "9百"},
	{"16.4亿元", "1640000000", "16.4亿"},
	{"1万亿", "1000000000000", ""},
	{"650余万元", "6500000", "650余万"},
	{"3千多万", "30000000", ""},
	{"5千万3处", "50000000", "5千万"},
	{"25万6千", "256000", ""},
	{"20几次", "20", "20几"},
	{"12千米", "12", "12"},
	{"2.4百分点", "2.4", "2.4"},
	{"2022百日攻坚", "2022", "2022"},
	{"2022.12.4", "2022.12", "2022.12"},
	{"一", "1", ""},
	{"两份", "2", "两"},
	{"十", "10", ""},
	{"十五", "15", ""},
	{"二十三件", "23", "二十三"},
	{"一百零五", "105", ""},
	{"一百一十五", "115", ""},
	{"一百十五", "115", ""},
	{"两千零二十", "2020", ""},
	{"两万余人次", "20000", "两万"},
	{"十余万", "100000", ""},
	{"十几万", "100000", ""},
	{"二十几", "20", ""},
	{"一万零五", "10005", ""},
	{"四十五亿四千零四万", "4540040000", ""},
	{"壹佰伍拾", "150", ""},
	{"叁万贰仟元", "32000", "叁万贰仟"},
	{"两三个", "2", "两三"},
	{"七八十人", "70", "七八十"},
	{"三四十万", "300000", ""},
	{"十二三岁", "12", "十二三"},
	{"三五个", "3", "三五"},
	{"一两次", "1", "一两"},
	{"三两次", "3", "三"},
	{"两五", "2", "两"},
	{"两万一次性", "20000", "两万"},
	{"5万一次性", "50000", "5万"},
	{"一百五六七", "100", "一百"},
	{"十五点七", "15.7", ""},
	{"一点五万", "15000", ""},
	{"九点三十", "9", "九"},
	{"九点整", "9", "九"},
	{"百分之五", "5", ""},
	{"百分之百", "100", ""},
	{"百分百", "100", ""},
	{"百分之九十八点六以上", "98.6", "百分之九十八点六"},
	{"千分之三", "0.3", ""},
	{"五分之一", "0.2", ""},
	{"三分之一", "", ""},
	{"十分之九", "0.9", ""},
	{"二〇二三年", "2023", "二〇二三"},
	{"-3.5", "-3.5", ""},
	{"负三十二", "-32", ""},
	{"负", "", ""},
	{"-", "", ""},
	{"万", "", ""},
	{"百余", "", ""},
	{"余", "", ""},
	{"", "", ""},
	{"\xef\xbc", "", ""},
	{strings.Repeat("9", 19), strings.Repeat("9", 19), ""},
	{strings.Repeat("9", 19) + "万", strings.Repeat("9", 19) + "0000", ""},
}

func TestRead(t *testing.T) {
	for _, tt := range readTests {
		t.Run(tt.text, func(t *testing.T) {
			value, n, ok := Read(tt.text)
			read := tt.read
			if read == "" {
				read = tt.text
			}
			if !ok {
				if tt.value != "" {
					t.Errorf("no number; want %s", tt.value)
				}
			} else if value.String() != tt.value || tt.text[:n] != read {
				t.Errorf("%s from %q; want %s from %q", value, tt.text[:n], tt.value, read)
			}
		})
	}
}

func TestScan(t *testing.T) {
	tests := []struct {
		text string
		want Numeral
	}{
		{"35", Numeral{Value: Int(35), Len: 2}},
		{"1.2万", Numeral{Value: Int(12000), Len: 6, Kind: Mixed}},
		{"650余万", Numeral{Value: Int(6500000), Len: 9, Kind: Mixed, Over: true}},
		{"二十几", Numeral{Value: Int(20), Len: 9, Kind: Chinese, Over: true}},
		{"七八十", Numeral{Value: Int(70), High: Int(80), Len: 9, Kind: Chinese}},
		{"两三千万", Numeral{Value: Int(20000000), High: Int(30000000), Len: 12, Kind: Chinese}},
		{"千万", Numeral{Value: Int(10000000), Len: 6, Kind: Chinese, Bare: true}},
		{"百余", Numeral{Value: Int(100), Len: 3, Kind: Chinese, Bare: true}},
		{"百分之3.2", Numeral{Value: Decimal{coefficient: 32, scale: 1}, Len: 12, Kind: Mixed, Percent: true}},
		{"五分之一", Numeral{Value: Decimal{coefficient: 2, scale: 1}, Len: 12, Kind: Chinese, Ratio: true}},
		{"二〇二三", Numeral{Value: Int(2023), Len: 12, Kind: Digits}},
		{"三分之一", Numeral{Len: 12, Kind: Chinese, Ratio: true}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got, _ := Scan(tt.text); got != tt.want {
				t.Errorf("%+v; want %+v", got, tt.want)
			}
		})
	}
	if n, ok := Scan("三分之一"); ok || n.Len == 0 {
		t.Error("a third was given a decimal, or no length to pass over")
	}
}

func TestYear(t *testing.T) {
	tests := []struct {
		text    string
		year, n int
	}{
		{"2022年度", 2022, 4},
		{"２０２２年", 2022, 12},
		{"二〇二三年", 2023, 12},
		{"二零二三年", 2023, 12},
		{"二○二三年", 2023, 12},
		{"二O二三年", 2023, 10},
		{"二0二三年", 2023, 10},
		{"20221", 0, 0},
		{"2222年", 0, 0},
		{"二十三年", 0, 0},
		{"202", 0, 0},
		{"两零二三年", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			year, n, ok := Year(tt.text)
			if year != tt.year && ok || ok && n != tt.n || ok != (tt.year != 0) {
				t.Errorf("%d, %d bytes, %v; want %d, %d bytes", year, n, ok, tt.year, tt.n)
			}
		})
	}
}

func FuzzScan(f *testing.F) {
	for _, tt := range readTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := Scan(text)
		if n.Len < 0 || n.Len > len(text) || ok && n.Len == 0 {
			t.Fatalf("%d bytes of %d", n.Len, len(text))
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[:n.Len]) {
			t.Fatalf("%q ends inside a character", text[:n.Len])
		}
		if !ok {
			return
		}
		if again, ok := Scan(text[:n.Len]); !ok || again != n {
			t.Fatalf("%q gives %+v alone and %+v in its text", text[:n.Len], again, n)
		}
		if back, err := Parse(n.Value.String()); err != nil || back != n.Value {
			t.Fatalf("%s is read back as %s, %v", n.Value, back, err)
		}
		if !n.High.IsZero() && n.High.Cmp(n.Value) <= 0 {
			t.Fatalf("the range %s to %s does not rise", n.Value, n.High)
		}
	})
}

func BenchmarkScan(b *testing.B) {
	for _, text := range []string{"7802", "41.6万", "二十三", "一", strings.Repeat("7", 1e6)} {
		b.Run(text[:min(len(text), 10)], func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Scan(text)
			}
		})
	}
}
