# client: curl
# from: Debian curl
# version: curl --version | sed -n 's/^curl \([0-9.]*\).*/\1/p'
curl -sS --noproxy '*' --digest -u "$2:$3" "$1/a" --next -sS --digest -u "$2:$3" "$1/b" --next -sS --digest -u "$2:$3" -d x=1 "$1/c"
