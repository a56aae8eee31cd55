# client: wget2
# from: Debian wget2
# version: wget2 --version | sed -n 's/^GNU Wget2 \([0-9.]*\).*/\1/p'
wget2 -q --no-config --no-proxy -O /dev/null --http-user="$2" --http-password="$3" "$1/a" "$1/b"
wget2 -q --no-config --no-proxy -O /dev/null --http-user="$2" --http-password="$3" --post-data=x=1 "$1/c"
