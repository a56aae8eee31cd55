# Fills a fresh directory of Samba before it is started. Arguments: smb.conf, a file of lines
#   user NAME PASSWORD [disabled]
#   service NAME PASSWORD SPN...          (AES keys only)
#   group NAME global|universal|local MEMBER...
#   keytab FILE PRINCIPAL...
# with parts separated by tabs. Writes the file "sids" with a line NAME, tab, SID for each account.
import os
import sys

import samba.dckeytab  # gives Net its export_keytab
from samba import dsdb
from samba.auth import system_session
from samba.credentials import Credentials
from samba.dcerpc import security
from samba.ndr import ndr_unpack
from samba.net import Net
from samba.param import LoadParm
from samba.samdb import SamDB

AES = 24
SCOPES = {
    "global": dsdb.GTYPE_SECURITY_GLOBAL_GROUP,
    "universal": dsdb.GTYPE_SECURITY_UNIVERSAL_GROUP,
    "local": dsdb.GTYPE_SECURITY_DOMAIN_LOCAL_GROUP,
}

configuration = LoadParm()
configuration.load(sys.argv[1])
directory = SamDB(
    url=os.path.join(configuration.get("private dir"), "sam.ldb"),
    session_info=system_session(),
    lp=configuration,
)


def named(name):
    return "(sAMAccountName=%s)" % name


def user(name, password, *options):
    directory.newuser(name, password)
    if "disabled" in options:
        directory.disable_account(named(name))


def service(name, password, *spns):
    directory.newuser(name, password)
    found = directory.search(expression=named(name), attrs=[])[0].dn
    names = "".join("servicePrincipalName: %s\n" % spn for spn in spns)
    directory.modify_ldif(
        "dn: %s\nchangetype: modify\nreplace: msDS-SupportedEncryptionTypes\n"
        "msDS-SupportedEncryptionTypes: %d\n-\nadd: servicePrincipalName\n%s" % (found, AES, names)
    )
    # the keys are made with the password, and only of the types that were allowed then
    directory.setpassword(named(name), password)


def group(name, scope, *members):
    directory.newgroup(name, grouptype=SCOPES[scope])
    if members:
        directory.add_remove_group_members(name, list(members))


with open(sys.argv[2], encoding="utf-8") as lines:
    wishes = [line.rstrip("\n").split("\t") for line in lines]

directory.transaction_start()
directory.set_pwdProperties("0")
directory.set_minPwdLength("0")
directory.set_minPwdAge("0")
for kind, *parts in wishes:
    if kind != "keytab":
        {"user": user, "service": service, "group": group}[kind](*parts)
directory.transaction_commit()

with open("sids", "w", encoding="utf-8") as sids:
    for each in directory.search(
        expression="(objectSid=*)", attrs=["sAMAccountName", "objectSid"]
    ):
        if "sAMAccountName" in each:
            sid = ndr_unpack(security.dom_sid, each["objectSid"][0])
            sids.write("%s\t%s\n" % (each["sAMAccountName"], sid))

credentials = Credentials()
credentials.guess(configuration)
for kind, *parts in wishes:
    if kind == "keytab":
        for principal in parts[1:]:
            Net(credentials, configuration).export_keytab(keytab=parts[0], principal=principal)
