"""Cells of a table know their column, so that a phone can show a row as a card."""

from portaal.infra.web.tabel import name_cells


def test_each_cell_gets_its_role_and_the_name_of_its_column() -> None:
    rijen = '<tr id="a">\n<th scope="row">Ons kenmerk</th><td class="getal">3</td><td>open</td></tr>'
    assert name_cells(rijen, ["Verzoek", ("Aanslagen", "getal"), "Klaar?"]) == (
        '<tr id="a" role="row">\n<th scope="row" role="rowheader">Ons kenmerk</th>'
        '<td class="getal" role="cell" data-kop="Aanslagen:">3</td><td role="cell" data-kop="Klaar?">open</td></tr>'
    )


def test_every_row_begins_at_the_first_column_again() -> None:
    html = name_cells("<tr><td>1</td></tr><tr><td>2</td></tr>", ["Dag", "Uur"])
    assert html.count('data-kop="Dag:"') == 2
    assert "Uur" not in html


def test_a_cell_over_more_columns_has_no_name_and_the_next_one_is_right() -> None:
    html = name_cells('<tr><td colspan="2">niets</td><td>3</td></tr>', ["Een", "Twee", "Drie"])
    assert html == (
        '<tr role="row"><td colspan="2" role="cell">niets</td><td role="cell" data-kop="Drie:">3</td></tr>'
    )


def test_an_empty_cell_is_marked_and_names_are_escaped() -> None:
    html = name_cells("<tr><td>\n </td><td>x</td></tr>", ["A", 'B "<'])
    assert '<td role="cell" data-kop="A:" data-leeg>\n </td>' in html
    assert 'data-kop="B &#34;&lt;:"' in html
