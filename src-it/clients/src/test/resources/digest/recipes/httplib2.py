# client: Python httplib2
# from: Debian python3-httplib2
# post: no
# note: it sends the entity apart from the head, and may find the connection closed by then
# version: /usr/bin/python3 -c 'import httplib2; print(httplib2.__version__)'
import sys
import httplib2

base, user, password = sys.argv[1:4]
client = httplib2.Http(proxy_info=None)
client.add_credentials(user, password)
client.request(base + "/a")
client.request(base + "/b")
