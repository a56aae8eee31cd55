# client: Apache HttpClient 5, Kerberos
# from: Maven httpclient5
# mechanism: Kerberos
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/httpclient5-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -Djava.security.krb5.conf="$KRB5_CONFIG" -Djavax.security.auth.useSubjectCredsOnly=false \
  -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient5 Kerberos "$@"
