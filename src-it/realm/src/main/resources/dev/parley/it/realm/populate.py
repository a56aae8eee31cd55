# Fills a fresh directory of Samba before it is started. Arguments: smb.conf, a file of lines
#   user NAME PASSWORD [disabled]
#   computer NAME PASSWORD                (the account is NAME$)
#   service NAME PASSWORD SPN...          (AES keys only)
#   rc4service NAME PASSWORD SPN...       (as accounts are of which nobody has said that they know AES)
#   service-without-pac NAME PASSWORD SPN...
#   group NAME global|universal|local MEMBER...
# and then, in their order, the lines
#   keytab FILE PRINCIPAL...
#   password NAME PASSWORD
#   double NAME SPN                       (an SPN that another account has)
# with parts separated by tabs. Writes the file "sids" with a line NAME, tab, SID for each account.
import os
import sys

import ldb
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
ENCTYPES = "msDS-SupportedEncryptionTypes"
SPN = "servicePrincipalName"
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


def computer(name, password):
    directory.newcomputer(name)
    directory.setpassword(named(name + "$"), password)


def dn_of(name):
    return directory.search(expression=named(name), attrs=[])[0].dn


def set_values(database, name, flag, attribute, *values):
    message = ldb.Message(dn_of(name))
    message[attribute] = ldb.MessageElement(list(values), flag, attribute)
    database.modify(message)


def rc4service(name, password, *spns):
    directory.newuser(name, password)
    set_values(directory, name, ldb.FLAG_MOD_ADD, SPN, *spns)


def service(name, password, *spns):
    rc4service(name, password, *spns)
    set_values(directory, name, ldb.FLAG_MOD_REPLACE, ENCTYPES, str(AES))
    # the keys are made with the password, and only of the types that were allowed then
    directory.setpassword(named(name), password)


def service_without_pac(name, password, *spns):
    service(name, password, *spns)
    directory.toggle_userAccountFlags(named(name), dsdb.UF_NO_AUTH_DATA_REQUIRED)


def group(name, scope, *members):
    directory.newgroup(name, grouptype=SCOPES[scope])
    if members:
        directory.add_remove_group_members(name, list(members))


def keytab(file, *principals):
    for principal in principals:
        Net(credentials, configuration).export_keytab(keytab=file, principal=principal)


def password(name, value):
    directory.setpassword(named(name), value)


def double(name, spn):
    # the modules of the directory forbid it; two controllers that replicate let it happen
    partition = "sam.ldb.d/%s.ldb" % directory.domain_dn().upper()
    below = ldb.Ldb(os.path.join(configuration.get("private dir"), partition))
    set_values(below, name, ldb.FLAG_MOD_ADD, SPN, spn)


with open(sys.argv[2], encoding="utf-8") as lines:
    wishes = [line.rstrip("\n").split("\t") for line in lines]

directory.transaction_start()
directory.set_pwdProperties("0")
directory.set_minPwdLength("0")
directory.set_minPwdAge("0")
accounts = {
    "user": user,
    "computer": computer,
    "service": service,
    "rc4service": rc4service,
    "service-without-pac": service_without_pac,
    "group": group,
}
for kind, *parts in wishes:
    if kind in accounts:
        accounts[kind](*parts)
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
later = {"keytab": keytab, "password": password, "double": double}
for kind, *parts in wishes:
    if kind in later:
        later[kind](*parts)
