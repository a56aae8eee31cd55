# client: go-ntlmssp
# from: Debian golang-github-azure-go-ntlmssp-dev
# mechanism: NTLM
# version: go version >/dev/null && dpkg-query -W -f '${Version}' golang-github-azure-go-ntlmssp-dev
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$WORK/go-cache"
if [ ! -x "$WORK/go-ntlmssp" ]; then
  cat >go-ntlmssp.go <<'G'
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"

	"github.com/Azure/go-ntlmssp"
)

func main() {
	session := &http.Client{Transport: ntlmssp.Negotiator{RoundTripper: &http.Transport{}}}
	body, _ := os.ReadFile(os.Getenv("BODY"))
	for _, step := range []string{"a", "b", "c"} {
		request, _ := http.NewRequest("GET", os.Args[1]+"/"+step, nil)
		if step == "c" {
			request, _ = http.NewRequest("POST", os.Args[1]+"/"+step, bytes.NewReader(body))
		}
		request.SetBasicAuth(os.Args[2], os.Args[3])
		response, err := session.Do(request)
		if err == nil {
			response.Body.Close()
		}
		fmt.Println(response, err)
	}
}
G
  go build -o go-ntlmssp.new go-ntlmssp.go && mv go-ntlmssp.new "$WORK/go-ntlmssp"
fi
"$WORK/go-ntlmssp" "$1" "$2" "$3"
