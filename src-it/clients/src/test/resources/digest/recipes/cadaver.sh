# client: cadaver (neon)
# from: Debian cadaver
# version: cadaver --version | sed -n 's/^cadaver \([0-9.]*\).*/\1/p'
# post: no
printf 'machine 127.0.0.1 login %s password %s\n' "$2" "$3" >"$HOME/.netrc"
printf 'get a\nget b\nquit\n' | cadaver "$1/"
