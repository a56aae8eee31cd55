# client: Python requests-kerberos
# from: Debian python3-requests-kerberos
# mechanism: Kerberos
# version: dpkg-query -W -f '${Version}' python3-requests-kerberos
import os
import sys
import requests
from requests_kerberos import HTTPKerberosAuth

base = sys.argv[1]
with requests.Session() as session:
    session.trust_env = False
    session.auth = HTTPKerberosAuth()
    session.get(base + "/a")
    session.get(base + "/b")
    with open(os.environ["BODY"], "rb") as body:
        session.post(base + "/c", data=body.read())
