# Excel::Writer::XLSX (Perl).
use strict;
use warnings;
use utf8;
use Excel::Writer::XLSX;
use File::Basename qw(dirname);
use JSON::PP;

my $here = dirname(__FILE__);
open my $input, '<:raw', "$here/table.json" or die $!;
my $cases = JSON::PP->new->utf8->decode(do { local $/; <$input> });
my %omitted = map { $_ => 1 } qw(formula-uncalculated);

my $book = Excel::Writer::XLSX->new("$here/../files/excel-writer-xlsx.xlsx");
$book->add_worksheet('Lists')->hide();
my $sheet = $book->add_worksheet("Tom's \"A\" & B 🙂");
my $notes = $book->add_worksheet('Notes');
$notes->write_row(0, 0, ['n', 1]);
$book->add_chart(type => 'column', name => 'Chart')->add_series(values => '=Notes!$B$1');
$sheet->activate();
$sheet->set_first_sheet();
$sheet->keep_leading_zeros();
$sheet->write_string(0, $_, ('__proto__', 'constructor', 'toString', 'in a hidden column')[$_]) for 0 .. 3;

my %formats;
sub format_of {
    my $code = $_[0]{builtIn} // $_[0]{format} // return;
    return $formats{$code} //= $book->add_format(num_format => $code);
}

for my $row (1 .. @$cases) {
    my $case = $cases->[$row - 1] or next;
    my ($key, $kind, $style) = ($case->{key}, $case->{kind}, format_of($case));
    next if $omitted{$key};
    $sheet->set_row($row, undef, undef, 1) if $key eq 'hidden-row';
    $sheet->write_string($row, 0, $key);
    if ($kind eq 'rich') {
        my ($first, $second, $third) = @{ $case->{value} };
        $sheet->write_rich_string($row, 1, $first, $book->add_format(bold => 1), $second, $third);
    }
    elsif ($case->{merge}) {
        $sheet->merge_range($row, 1, $row, 2, $case->{value}, $book->add_format());
        $sheet->write_string($row, 2, $case->{under}) if $case->{under};
    }
    elsif ($case->{link}) { $sheet->write_url($row, 1, $case->{link}, undef, $case->{value}) }
    elsif ($kind eq 'text') { $sheet->write_string($row, 1, $case->{value}) }
    elsif ($kind eq 'number') { $sheet->write_number($row, 1, $case->{value}, $style) }
    elsif ($kind eq 'date') { $sheet->write_date_time($row, 1, $case->{value}, $style) }
    elsif ($kind eq 'boolean') { $sheet->write_boolean($row, 1, $case->{value} ? 1 : 0) }
    elsif ($kind eq 'blank') { $sheet->write_blank($row, 1, $style) }
    elsif ($kind eq 'error') { $sheet->write_formula($row, 1, "=$case->{error}", undef, $case->{error}) }
    elsif ($case->{array}) { $sheet->write_array_formula($row, 1, $row, 1, "{=$case->{formula}}", $style, $case->{value}) }
    else {
        my $value = $case->{error} // $case->{value};
        $value = $value ? 'TRUE' : 'FALSE' if JSON::PP::is_bool($value);
        $sheet->write_formula($row, 1, "=$case->{formula}", $style, $value);
    }
    $sheet->write_comment($row, 1, $case->{comment}) if $case->{comment};
}
$sheet->set_column(3, 3, 10, undef, 1);
$sheet->autofilter(0, 0, 90, 3);
$book->close();
