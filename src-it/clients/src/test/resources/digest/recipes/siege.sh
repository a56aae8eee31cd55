# client: siege
# from: Debian siege
# post: no
# note: its second POST has no body
# version: siege --version 2>&1 | sed -n 's/^SIEGE \([0-9.]*\).*/\1/p'
mkdir -p "$HOME/.siege"
printf 'verbose = false\nlogin = %s:%s\nprotocol = HTTP/1.1\nlogging = false\n' "$2" "$3" >rc
printf '%s/a\n%s/b\n%s/c POST x=1\n' "$1" "$1" "$1" >urls
siege -R rc -c 1 -r once -f urls
