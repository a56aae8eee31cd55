# client: Samba gensec, SPNEGO with Kerberos
# from: Debian python3-samba
# mechanism: Kerberos
# note: for the host web.example.test: it takes no ticket for localhost
# version: dpkg-query -W -f '${Version}' python3-samba
import base64
import http.client
import os
import sys
import urllib.parse

from samba import credentials, gensec, param

HOST = "web.example.test"
base = sys.argv[1]
url = urllib.parse.urlsplit(base)
configuration = os.environ["HOME"] + "/smb.conf"
with open(configuration, "w") as file:
    file.write("[global]\n realm = MIT.TEST\n")
settings = param.LoadParm()
settings.load(configuration)
account = credentials.Credentials()
account.guess(settings)
account.set_kerberos_state(credentials.MUST_USE_KERBEROS)
account.set_named_ccache(os.environ["KRB5CCNAME"], credentials.SPECIFIED, settings)


def send(connection, step):
    body = None
    if step == "c":
        with open(os.environ["BODY"], "rb") as file:
            body = file.read()
    client = gensec.Security.start_client({"lp_ctx": settings, "target_hostname": HOST})
    client.set_credentials(account)
    client.set_target_hostname(HOST)
    client.set_target_service("HTTP")
    client.start_mech_by_name("spnego")
    token = b""
    for _ in range(3):
        finished, token = client.update(token)
        headers = {"Authorization": "Negotiate " + base64.b64encode(token).decode("ascii")}
        connection.request("POST" if body else "GET", url.path + "/" + step, body, headers)
        response = connection.getresponse()
        response.read()
        words = (response.getheader("WWW-Authenticate") or "").split(" ")
        print(response.status, words[0], finished)
        if response.status != 401 or len(words) < 2:
            return
        token = base64.b64decode(words[1])


for each in "abc":
    send(http.client.HTTPConnection(url.hostname, url.port, timeout=60), each)
