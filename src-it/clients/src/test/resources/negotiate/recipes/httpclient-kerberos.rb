# client: Ruby httpclient, Kerberos
# from: Debian ruby-httpclient, ruby-gssapi
# mechanism: Kerberos
# note: told beforehand to log on: its filter for GSSAPI waits for a challenge that it does not look for
# version: ruby -rhttpclient -rgssapi -e 'print HTTPClient::VERSION'
require "httpclient"
client = HTTPClient.new
client.proxy = nil
base = ARGV[0]
client.www_auth.sspi_negotiate_auth.challenge(URI(base), nil)
p client.get(base + "/a").status
p client.get(base + "/b").status
p client.post(base + "/c", File.binread(ENV["BODY"])).status
