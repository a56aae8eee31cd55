# client: curl --negotiate
# from: Debian curl
# mechanism: Kerberos
# version: curl --version | sed -n 's/^curl \([0-9.]*\).*/\1/p'
curl -sS --noproxy '*' --negotiate -u : "$1/a" "$1/b"
curl -sS --noproxy '*' --negotiate -u : --data-binary "@$BODY" "$1/c"
