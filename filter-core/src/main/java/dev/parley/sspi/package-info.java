/**
 * The vocabulary of the Security Support Provider Interface in Java, without any I/O.
 *
 * <table>
 * <caption>Microsoft's functions and where they stand here</caption>
 * <tr><th>SSPI</th><th>Parley</th></tr>
 * <tr><td>EnumerateSecurityPackages, QuerySecurityPackageInfo</td><td>{@link dev.parley.sspi.SecurityPackages}</td></tr>
 * <tr><td>AcquireCredentialsHandle (INBOUND)</td><td>{@link dev.parley.sspi.SecurityPackage#acquireCredentials()}</td></tr>
 * <tr><td>FreeCredentialsHandle</td><td>{@link dev.parley.sspi.ServerCredentials#close()}</td></tr>
 * <tr><td>AcceptSecurityContext</td><td>{@link dev.parley.sspi.ServerCredentials#acceptSecurityContext}</td></tr>
 * <tr><td>CompleteAuthToken</td><td>{@link dev.parley.sspi.ServerCredentials#completeAuthToken}</td></tr>
 * <tr><td>DeleteSecurityContext</td><td>{@link dev.parley.sspi.ServerCredentials#deleteSecurityContext}</td></tr>
 * <tr><td>QueryContextAttributes</td><td>{@link dev.parley.sspi.SecurityContext#queryContextAttributes}</td></tr>
 * <tr><td>ImpersonateSecurityContext, RevertSecurityContext</td><td>{@link dev.parley.sspi.SecurityContext#impersonate}</td></tr>
 * </table>
 *
 * <p>Where Java departs: credentials and packages may be used by any number of threads at once, and
 * so may one kept context, because {@code acceptSecurityContext} returns a handle of its own for
 * each request. There are no buffers: the request is handed over as an {@link
 * dev.parley.http.HttpExchange}, output tokens come back as header fields. Nothing has to be freed
 * but credentials; impersonation ends with the call. The package uses {@code dev.parley.http} and
 * nothing else of Parley.
 */
@NullMarked
package dev.parley.sspi;

import org.jspecify.annotations.NullMarked;
