# client: Perl LWP::Authen::Negotiate
# from: Debian liblwp-authen-negotiate-perl
# mechanism: Kerberos
# version: dpkg-query -W -f '${Version}' liblwp-authen-negotiate-perl
use strict;
use LWP::UserAgent;
my ($base) = @ARGV;
my $agent = LWP::UserAgent->new;
open(my $file, '<', $ENV{BODY});
my $body = <$file>;
print $agent->get("$base/a")->status_line, "\n";
print $agent->get("$base/b")->status_line, "\n";
print $agent->post("$base/c", Content => $body)->status_line, "\n";
