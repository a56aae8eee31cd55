# client: Ruby httpclient
# from: Debian ruby-httpclient
# version: ruby -rhttpclient -e 'print HTTPClient::VERSION'
require "httpclient"
base, user, password = ARGV
client = HTTPClient.new
client.proxy = nil
client.set_auth(base, user, password)
client.get(base + "/a")
client.get(base + "/b")
client.post(base + "/c", "x=1")
