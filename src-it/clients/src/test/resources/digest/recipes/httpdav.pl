# client: Perl HTTP::DAV
# from: Debian libhttp-dav-perl
# version: perl -MHTTP::DAV -e 'print $HTTP::DAV::VERSION'
# post: no
use strict;
use HTTP::DAV;
my ($base, $user, $password) = @ARGV;
my $dav = HTTP::DAV->new;
$dav->credentials(-user => $user, -pass => $password, -url => $base, -realm => 'it');
$dav->open(-url => "$base/a");
$dav->get(-url => "$base/b", -to => \my $text);
$dav->open(-url => "$base/b");
