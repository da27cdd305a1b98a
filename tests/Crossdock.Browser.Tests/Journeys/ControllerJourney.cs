namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Who keeps the books writes by hand, lets go what the floor throws away, and checks the accounts suppliers are paid to.</summary>
public sealed class ControllerJourney(ShownCompany company)
{
    private const string Role = "Controller";

    [Fact]
    public async Task A_journal_by_hand_is_in_the_books_once_somebody_else_agrees()
    {
        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/books/manual/new");
        await visit.FillAsync("text", "Rack repair of May, invoice to come");
        await visit.FillAsync("evidence", "Offer 4711 of the workshop");
        await visit.FillAsync("lines[0].account", "5900");
        await visit.FillAsync("lines[0].debit", "1,840.00");
        await visit.FillAsync("lines[1].account", "1000");
        await visit.FillAsync("lines[1].credit", "1,480.00");
        await visit.BeRefusedAsync("Post it, or ask for it", "they must be equal");
        await visit.FillAsync("lines[1].credit", "1,840.00");
        var journal = await visit.SendAsync("Post it, or ask for it", "/books/manual/");
        await visit.SeeStateAsync("Waiting");
        await visit.SeeAsync("Nothing of it is in the books until then.");
        var approval = await visit.NumberAsync("AP");
        await visit.FollowAsync(approval, "/approvals/");
        await visit.SeeAsync("You asked for it, so somebody else decides.");

        await using (var other = await company.VisitAsync("Procurement manager"))
        {
            await other.OpenAsync("/approvals/" + approval);
            await other.SeeAsync("Offer 4711 of the workshop");
            await other.DoAsync("Approve", approval + " is decided");
        }

        await visit.OpenAsync("/books/manual/" + journal);
        await visit.SeeStateAsync("Posted");
        await visit.FollowAsync("Open the journal", "/books/journals/");
        await visit.SeeAsync(journal);
        await visit.SeeRowAsync("5900", "1,840.00");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_the_floor_throws_away_is_decided_by_the_books()
    {
        string number;
        await using (var floor = await company.VisitAsync("Warehouse manager"))
        {
            await floor.OpenAsync("/adjustments/new?site=CBF");
            await floor.FillAsync("place", await company.PlaceAsync("CBF", "11788"));
            await floor.FindAsync("Item", "11788");
            await floor.FillAsync("quantity", "30");
            await floor.ChooseAsync("reason", "BROKEN");
            await floor.FillAsync("note", "A fork lift drove into the pallet");
            number = await floor.SendAsync("Post it, or ask for it", "/corrections/");
        }

        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/corrections/" + number);
        var approval = await visit.NumberAsync("AP");
        await visit.FollowAsync(approval, "/approvals/");
        await visit.SeeAsync("A fork lift drove into the pallet");
        await visit.BeRefusedAsync("Reject", "Say why, so that the requester knows what to do.");
        await visit.DoAsync("Approve", approval + " is decided");
        await visit.OpenAsync("/corrections/" + number);
        await visit.SeeStateAsync("Posted");
        await visit.FollowAsync("Open what was posted", "/stock-documents/");
        await visit.SeeRowAsync("11788", "30");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_suppliers_new_account_is_checked_by_a_second_person_and_cools_down()
    {
        await using (var steward = await company.VisitAsync("Master data steward"))
        {
            await steward.OpenAsync("/suppliers/301");
            await steward.ChooseActionAsync("Change its bank account");
            await steward.FillAsync("iban", "DE89 3704 0044 0532 0130 01");
            await steward.FillAsync("holder", "FIFTH GENERATION INC");
            await steward.FillAsync("evidence", "Called back on the number of the contract");
            await steward.BeRefusedAsync("Enter it", "IBAN");
            await steward.FillAsync("iban", "GB82 WEST 1234 5698 7654 32");
            await steward.DoAsync("Enter it", "somebody else must confirm it");
            await steward.SeeAsync("waits for a second person");
            await steward.SeeNotAsync("Check it");
            Assert.Empty(steward.Complaints);
        }

        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/suppliers/301");
        await visit.OpenDialogAsync("Check it");
        await visit.TickAsync("It is theirs: I have checked it myself");
        await visit.BeRefusedAsync("Decide", "Needed.");
        await visit.FillAsync("reason", "Their bookkeeper read it to me");
        await visit.DoAsync("Decide", "Decided");
        await visit.SeeAsync("confirmed by Walter Schmidt, paid to from");
        Assert.Empty(visit.Complaints);
    }
}
