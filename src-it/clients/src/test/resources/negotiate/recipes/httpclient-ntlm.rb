# client: Ruby httpclient, NTLM
# from: Debian ruby-httpclient, ruby-ntlm
# mechanism: NTLM
# version: ruby -rhttpclient -rnet/ntlm -e 'print HTTPClient::VERSION'
require "httpclient"
base, user, password = ARGV
client = HTTPClient.new
client.proxy = nil
client.set_auth(nil, user, password)
p client.get(base + "/a").status
p client.get(base + "/b").status
p client.post(base + "/c", File.binread(ENV["BODY"])).status
