package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Old Word and WPS files and RTF are read by way of LibreOffice, where that is
// installed: it makes a .docx of them, in a folder of its own that is removed, with a profile
// of its own that runs no macro and fetches nothing that a document links to.

// convertTime is how long a conversion may take. A report takes 3 s, the first on
// a slow machine 20.
const convertTime = 90 * time.Second

// mostConverted bounds, in bytes, what is kept of conversions for the passes that
// follow.
const mostConverted = 64 << 20

// errNoConverter tells that LibreOffice is not installed.
var errNoConverter = errors.New("no LibreOffice")

// Converter names the LibreOffice that is installed, so that what it made is
// told from what another one would make; "" where there is none.
func Converter() string {
	name := office()
	if name == "" {
		return ""
	}
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return ""
	}
	info, err := os.Stat(target)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %d", target, info.Size(), info.ModTime().Unix())
}

// office finds the program.
func office() string {
	for _, name := range []string{"soffice", "libreoffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	var usual []string
	switch runtime.GOOS {
	case "windows":
		usual = []string{`C:\Program Files\LibreOffice\program\soffice.com`, `C:\Program Files (x86)\LibreOffice\program\soffice.com`}
	case "darwin":
		usual = []string{"/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	}
	for _, name := range usual {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return ""
}

// conversions are run one at a time: each takes 300 MB.
var conversions struct {
	sync.Mutex
	kept map[[32]byte][]byte // by what was converted and by what
	size int
}

// converted makes a .docx of a file with an ending such as .doc, and says by what.
func converted(raw []byte, ext string) (out []byte, by string, err error) {
	if by = Converter(); by == "" {
		return nil, "", errNoConverter
	}
	key := sha256.Sum256(append([]byte(by+"\x00"+ext+"\x00"), raw...))
	c := &conversions
	c.Lock()
	defer c.Unlock()
	if out, ok := c.kept[key]; ok {
		return out, by, nil
	}
	if out, err = runOffice(raw, ext); err != nil {
		return nil, "", err
	}
	if c.size += len(out); c.kept == nil || c.size > mostConverted {
		c.kept, c.size = map[[32]byte][]byte{}, len(out)
	}
	c.kept[key] = out
	return out, by, nil
}

// profile is what LibreOffice is told: no macros, no links, no news.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
</oor:items>
`

func runOffice(raw []byte, ext string) (out []byte, err error) {
	dir, err := os.MkdirTemp("", "zhenjian-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	user := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(profile), 0o600); err != nil {
		return nil, err
	}
	in := filepath.Join(dir, "report"+ext) // no name of the clerk's comes to the command
	if err := os.WriteFile(in, raw, 0o600); err != nil {
		return nil, err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}
	if !strings.HasPrefix(address.Path, "/") { // C:/…
		address.Path = "/" + address.Path
	}
	ctx, cancel := context.WithTimeout(context.Background(), convertTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, office(), "-env:UserInstallation="+address.String(), "--headless", "--norestore", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", filepath.Join(dir, "out"), in)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8", "TZ=UTC")
	cmd.WaitDelay = 2 * time.Second
	together(cmd)
	if said, err := cmd.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("超过 %v (took longer)", convertTime)
		}
		return nil, fmt.Errorf("%w %.200s", err, said)
	}
	made, problem := readFile(filepath.Join(dir, "out", "report.docx"), "")
	if problem != nil {
		return nil, errors.New("没有得到结果 (no result)")
	}
	return made, nil
}
