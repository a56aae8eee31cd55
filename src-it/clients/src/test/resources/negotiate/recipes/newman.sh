# client: Newman
# from: npm newman
# mechanism: NTLM
# version: node -p "JSON.parse(require('fs').readFileSync('node_modules/newman/package.json')).version"
auth="\"auth\":{\"type\":\"ntlm\",\"ntlm\":[{\"key\":\"username\",\"value\":\"$2\"},{\"key\":\"password\",\"value\":\"$3\"}]}"
cat >"$HOME/test.json" <<J
{"info":{"name":"t","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},$auth,"item":[
 {"name":"a","request":{"method":"GET","url":"$1/a"}},{"name":"b","request":{"method":"GET","url":"$1/b"}},
 {"name":"c","request":{"method":"POST","url":"$1/c","body":{"mode":"raw","raw":"$(cat "$BODY")"}}}]}
J
npx --no-install newman run "$HOME/test.json"
