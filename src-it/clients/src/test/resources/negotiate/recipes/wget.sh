# client: wget
# from: Debian wget
# mechanism: NTLM
# version: wget --version | sed -n 's/^GNU Wget \([0-9.]*\).*/\1/p'
# note: sends NTLM's first version only, which is refused
wget -q -O - --no-proxy --user "$2" --password "$3" "$1/a" "$1/b"
wget -q -O - --no-proxy --user "$2" --password "$3" --post-file "$BODY" "$1/c"
