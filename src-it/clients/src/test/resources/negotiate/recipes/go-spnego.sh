# client: dpotapov/go-spnego
# from: Debian golang-github-dpotapov-go-spnego-dev
# mechanism: Kerberos
# version: go version >/dev/null && dpkg-query -W -f '${Version}' golang-github-dpotapov-go-spnego-dev
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$WORK/go-cache"
if [ ! -x "$WORK/go-spnego" ]; then
  cat >go-spnego.go <<'G'
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"

	"github.com/dpotapov/go-spnego"
)

func main() {
	session := &http.Client{Transport: &spnego.Transport{}}
	body, _ := os.ReadFile(os.Getenv("BODY"))
	for _, step := range []string{"a", "b", "c"} {
		request, _ := http.NewRequest("GET", os.Args[1]+"/"+step, nil)
		if step == "c" {
			request, _ = http.NewRequest("POST", os.Args[1]+"/"+step, bytes.NewReader(body))
		}
		response, err := session.Do(request)
		if err == nil {
			response.Body.Close()
		}
		fmt.Println(response, err)
	}
}
G
  go build -o go-spnego.new go-spnego.go && mv go-spnego.new "$WORK/go-spnego"
fi
"$WORK/go-spnego" "$1"
