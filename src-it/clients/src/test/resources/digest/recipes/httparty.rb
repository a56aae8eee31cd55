# client: Ruby HTTParty
# from: Debian ruby-httparty
# version: ruby -rhttparty -e 'print HTTParty::VERSION'
require "httparty"
base, user, password = ARGV
auth = {username: user, password: password}
HTTParty.get(base + "/a", digest_auth: auth)
HTTParty.get(base + "/b", digest_auth: auth)
HTTParty.post(base + "/c", digest_auth: auth, body: "x=1")
