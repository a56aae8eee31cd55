# client: gokrb5
# from: Debian golang-github-jcmturner-gokrb5.v8-dev
# mechanism: Kerberos
# version: go version >/dev/null && dpkg-query -W -f '${Version}' golang-github-jcmturner-gokrb5.v8-dev
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$WORK/go-cache"
if [ ! -x "$WORK/gokrb5" ]; then
  cat >gokrb5.go <<'G'
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/jcmturner/gokrb5/v8/client"
	"github.com/jcmturner/gokrb5/v8/config"
	"github.com/jcmturner/gokrb5/v8/credentials"
	"github.com/jcmturner/gokrb5/v8/spnego"
)

func need(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	settings, err := config.Load(os.Getenv("KRB5_CONFIG"))
	need(err)
	tickets, err := credentials.LoadCCache(strings.TrimPrefix(os.Getenv("KRB5CCNAME"), "FILE:"))
	need(err)
	kerberos, err := client.NewFromCCache(tickets, settings, client.DisablePAFXFAST(true))
	need(err)
	body, err := os.ReadFile(os.Getenv("BODY"))
	need(err)
	session := spnego.NewClient(kerberos, nil, "")
	for _, step := range []string{"a", "b", "c"} {
		request, err := http.NewRequest("GET", os.Args[1]+"/"+step, nil)
		if step == "c" {
			request, err = http.NewRequest("POST", os.Args[1]+"/"+step, bytes.NewReader(body))
		}
		need(err)
		response, err := session.Do(request)
		if err == nil {
			response.Body.Close()
		}
		fmt.Println(response, err)
	}
}
G
  go build -o gokrb5.new gokrb5.go && mv gokrb5.new "$WORK/gokrb5"
fi
"$WORK/gokrb5" "$1"
