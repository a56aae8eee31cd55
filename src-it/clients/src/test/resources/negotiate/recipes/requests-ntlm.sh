# client: Python requests-ntlm
# from: Debian python3-requests-ntlm
# mechanism: NTLM
# version: dpkg-query -W -f '${Version}' python3-requests-ntlm
# note: with OpenSSL's legacy algorithms allowed, of which it needs MD4
cat >"$HOME/openssl.cnf" <<'C'
openssl_conf = init
[init]
providers = providers
[providers]
default = active
legacy = active
[active]
activate = 1
C
export OPENSSL_CONF="$HOME/openssl.cnf"
exec /usr/bin/python3 - "$@" <<'P'
import os
import sys
import requests
from requests_ntlm import HttpNtlmAuth

base, user, password = sys.argv[1:4]
with requests.Session() as session:
    session.trust_env = False
    session.auth = HttpNtlmAuth(user, password)
    session.get(base + "/a")
    session.get(base + "/b")
    with open(os.environ["BODY"], "rb") as body:
        session.post(base + "/c", data=body.read())
P
