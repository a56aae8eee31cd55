# client: Python pycurl
# from: Debian python3-pycurl
# version: /usr/bin/python3 -c 'import pycurl; print(pycurl.version_info()[1])'
import sys
import io
import pycurl

base, user, password = sys.argv[1:4]
handle = pycurl.Curl()
handle.setopt(pycurl.PROXY, "")
handle.setopt(pycurl.HTTPAUTH, pycurl.HTTPAUTH_DIGEST)
handle.setopt(pycurl.USERPWD, user + ":" + password)
for step in "abc":
    handle.setopt(pycurl.URL, base + "/" + step)
    handle.setopt(pycurl.WRITEDATA, io.BytesIO())
    if step == "c":
        handle.setopt(pycurl.POSTFIELDS, "x=1")
    handle.perform()
