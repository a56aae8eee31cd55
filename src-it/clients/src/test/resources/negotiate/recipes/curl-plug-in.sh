# client: curl --negotiate with gss-ntlmssp
# from: Debian gss-ntlmssp
# mechanism: NTLM
# version: test -e /etc/gss/mech.d/mech.ntlmssp.conf && dpkg-query -W -f '${Version}' gss-ntlmssp
# note: MIT's library without a ticket: NTLM inside SPNEGO
printf ':%s:%s\n' "$2" "$3" >"$HOME/users"
export NTLM_USER_FILE="$HOME/users"
curl -sS --noproxy '*' --negotiate -u : "$1/a" "$1/b"
curl -sS --noproxy '*' --negotiate -u : --data-binary "@$BODY" "$1/c"
