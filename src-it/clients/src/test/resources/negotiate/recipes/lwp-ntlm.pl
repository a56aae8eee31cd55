# client: Perl LWP::Authen::Ntlm
# from: Debian libauthen-ntlm-perl
# mechanism: NTLM
# below: without-digest
# note: with ntlmv2(1) it sends a time of the year 1601, without it NTLM's first version
# version: dpkg-query -W -f '${Version}' libauthen-ntlm-perl
use strict;
use Authen::NTLM;
use LWP::UserAgent;
ntlmv2(1);
my ($base, $user, $password) = @ARGV;
package Agent { our @ISA = ('LWP::UserAgent'); sub get_basic_credentials { return ("\\$user", $password) } }
my $agent = Agent->new(keep_alive => 1);
open(my $file, '<', $ENV{BODY});
my $body = <$file>;
print $agent->get("$base/a")->status_line, "\n";
print $agent->get("$base/b")->status_line, "\n";
print $agent->post("$base/c", Content => $body)->status_line, "\n";
