# client: curl --anyauth
# from: Debian curl
# mechanism: Kerberos
# version: curl --version | sed -n 's/^curl \([0-9.]*\).*/\1/p'
curl -sS --noproxy '*' --anyauth -u : "$1/a" "$1/b"
curl -sS --noproxy '*' --anyauth -u : --data-binary "@$BODY" "$1/c"
