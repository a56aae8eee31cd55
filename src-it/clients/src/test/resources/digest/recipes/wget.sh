# client: wget
# from: Debian wget
# version: wget --version | sed -n 's/^GNU Wget \([0-9.]*\).*/\1/p'
wget -q --no-proxy -O /dev/null --user="$2" --password="$3" "$1/a" "$1/b"
wget -q --no-proxy -O /dev/null --user="$2" --password="$3" --post-data=x=1 "$1/c"
