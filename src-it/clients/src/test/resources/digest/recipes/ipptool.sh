# client: CUPS ipptool
# from: Debian cups-ipp-utils
# version: dpkg-query -W -f '${Version}' cups-ipp-utils
# requests: 1
printf '{ OPERATION Get-Printer-Attributes\nGROUP operation-attributes-tag\nATTR charset attributes-charset utf-8\nATTR language attributes-natural-language en\nATTR uri printer-uri $uri\n}\n' >test.ipp
timeout 120 ipptool -t "ipp://$2:$3@${1#http://}/c" test.ipp
