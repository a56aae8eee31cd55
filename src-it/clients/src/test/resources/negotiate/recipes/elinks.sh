# client: ELinks
# from: Debian elinks
# mechanism: Kerberos
# version: elinks -version | sed -n 's/^ELinks \([0-9.]*\).*/\1/p'
# post: no
elinks -no-home -dump "$1/a"
elinks -no-home -dump "$1/b"
