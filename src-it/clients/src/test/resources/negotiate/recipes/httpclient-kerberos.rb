# client: Ruby httpclient, Kerberos
# from: Debian ruby-httpclient, ruby-gssapi
# mechanism: Kerberos
# version: ruby -rhttpclient -rgssapi -e 'print HTTPClient::VERSION'
require "httpclient"
client = HTTPClient.new
client.proxy = nil
base = ARGV[0]
p client.get(base + "/a").status
p client.get(base + "/b").status
p client.post(base + "/c", File.binread(ENV["BODY"])).status
