# One GET with a token of Samba's gensec, and its answer given back to it.
# Arguments: mechanism, realm, host of the service, port, path, ticket cache, smb.conf to be written.
# Prints the status, the first octet of the token, and whether the server has proved itself.
import base64
import http.client
import sys

from samba import credentials, gensec, param

mechanism, realm, host, port, path, cache, configuration = sys.argv[1:8]
with open(configuration, "w") as file:
    file.write("[global]\n realm = %s\n gensec:krb5 = yes\n gensec:fake_gssapi_krb5 = yes\n" % realm)
settings = param.LoadParm()
settings.load(configuration)
user = credentials.Credentials()
user.guess(settings)
user.set_kerberos_state(credentials.MUST_USE_KERBEROS)
user.set_named_ccache("FILE:" + cache, credentials.SPECIFIED, settings)
client = gensec.Security.start_client({"lp_ctx": settings, "target_hostname": host})
client.set_credentials(user)
client.set_target_hostname(host)
client.set_target_service("HTTP")
client.start_mech_by_name(mechanism)
finished, token = client.update(b"")

connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
value = "Negotiate " + base64.b64encode(token).decode("ascii")
connection.request("GET", path, headers={"Authorization": value})
response = connection.getresponse()
answer = (response.getheader("WWW-Authenticate") or "").split(" ")
if not finished and len(answer) == 2:
    finished, more = client.update(base64.b64decode(answer[1]))
print(response.status, "%02x" % token[0], finished)
