# client: Samba gensec, SPNEGO with NTLM
# from: Debian python3-samba
# mechanism: NTLM
# note: with an empty domain: its default, WORKGROUP, is not that of the users file
# version: dpkg-query -W -f '${Version}' python3-samba
import base64
import http.client
import os
import sys
import urllib.parse

from samba import credentials, gensec, param

base, user, password = sys.argv[1:4]
url = urllib.parse.urlsplit(base)
# kept: the binding does not copy it
host = url.hostname
configuration = os.environ["HOME"] + "/smb.conf"
open(configuration, "w").close()
settings = param.LoadParm()
settings.load(configuration)
account = credentials.Credentials()
account.guess(settings)
account.set_username(user)
account.set_domain("")
account.set_password(password)
account.set_kerberos_state(credentials.DONT_USE_KERBEROS)


def send(connection, step):
    body = None
    if step == "c":
        with open(os.environ["BODY"], "rb") as file:
            body = file.read()
    client = gensec.Security.start_client({"lp_ctx": settings, "target_hostname": host})
    client.set_credentials(account)
    client.set_target_hostname(host)
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
