# One GET over TLS with a Kerberos token that has the channel bindings asked for.
# Arguments: right | wrong | none, HTTP/localhost@REALM, port, path. Prints status and body.
import base64
import hashlib
import http.client
import ssl
import sys

import gssapi
from cryptography import x509
from gssapi.raw import ChannelBindings

kind, service, port, path = sys.argv[1:5]
tls = ssl.create_default_context()
tls.check_hostname = False
tls.verify_mode = ssl.CERT_NONE
connection = http.client.HTTPSConnection("localhost", int(port), context=tls, timeout=20)
connection.connect()
certificate = connection.sock.getpeercert(True)

# RFC 5929 section 4.1: the hash of the certificate's signature, but SHA-256 for MD5 and SHA-1
name = x509.load_der_x509_certificate(certificate).signature_hash_algorithm.name
digest = hashlib.new("sha256" if name in ("md5", "sha1") else name, certificate).digest()
if kind == "wrong":
    digest = digest[::-1]
bindings = None
if kind != "none":
    bindings = ChannelBindings(application_data=b"tls-server-end-point:" + digest)

context = gssapi.SecurityContext(
    name=gssapi.Name(service, gssapi.NameType.kerberos_principal),
    mech=gssapi.OID.from_int_seq("1.3.6.1.5.5.2"),
    channel_bindings=bindings,
    usage="initiate",
)
token = base64.b64encode(context.step()).decode("ascii")
connection.request("GET", path, headers={"Authorization": "Negotiate " + token})
response = connection.getresponse()
print(response.status, response.read().decode("utf-8"))
