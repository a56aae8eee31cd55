# client: HTTPie
# from: Debian httpie
# version: /usr/bin/http --version
/usr/bin/http --ignore-stdin -A digest -a "$2:$3" GET "$1/a"
/usr/bin/http --ignore-stdin -A digest -a "$2:$3" GET "$1/b"
/usr/bin/http --ignore-stdin -A digest -a "$2:$3" -f POST "$1/c" x=1
