# client: Apache HttpClient 4.5, Kerberos
# from: Maven httpclient
# mechanism: Kerberos
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/httpclient-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -Djava.security.krb5.conf="$KRB5_CONFIG" -Djavax.security.auth.useSubjectCredsOnly=false \
  -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient4 Kerberos "$@"
