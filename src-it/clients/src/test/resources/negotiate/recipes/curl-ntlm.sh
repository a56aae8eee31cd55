# client: curl --ntlm
# from: Debian curl
# mechanism: NTLM
# version: curl --version | sed -n 's/^curl \([0-9.]*\).*/\1/p'
curl -sS --noproxy '*' --ntlm -u "$2:$3" "$1/a" "$1/b"
curl -sS --noproxy '*' --ntlm -u "$2:$3" --data-binary "@$BODY" "$1/c"
