namespace Crossdock.Procurement.Agreeing;

internal sealed record AgreementExceeded(string Agreement, string Left, string Asked) : Refusal(RefusalKind.Refused, "procurement.agreement_exceeded",
    $"{Agreement}: {Left} is left, this order takes {Asked}. Order less, or say why it is bought outside the agreement.");

internal sealed record AgreementPrice(string Agreement, string Item, PurchasePrice Price) : Refusal(RefusalKind.Refused, "procurement.agreement_price",
    $"{Agreement} fixes {Item} at {Price}. Leave the price empty, or say why it is bought outside the agreement.");

internal sealed record AgreementNotInForce(string Agreement, string Why) : Refusal(RefusalKind.Refused, "procurement.agreement_not_in_force",
    $"{Agreement} {Why}; nothing more is released against it. Say why it is bought outside the agreement, or order elsewhere.");

internal sealed record AgreementNotThere(string Agreement, string Item) : Refusal(RefusalKind.Refused, "procurement.agreement_not_there",
    $"{Agreement} is no agreement in force with this supplier on {Item} for this site.");

internal sealed record AgreementCurrency(string Agreement, Currency Agreed, Currency Ordered) : Refusal(RefusalKind.Refused, "procurement.agreement_currency",
    $"{Agreement} is in {Agreed.Code}, the order in {Ordered.Code}.");

internal sealed record OutsideValidity(string Agreement, DateOnly From, DateOnly To, DateOnly Day) : Refusal(RefusalKind.Refused, "procurement.agreement_day",
    $"{Agreement} holds from {From.Words()} to {To.Words()}; {Day.Words()} is outside. Ask for another day, or say why it is bought outside the agreement.");

internal sealed record AgreementAndOutside(string Agreement) : Refusal(RefusalKind.Invalid, "procurement.agreement_and_outside",
    $"Either name {Agreement}, or say why it is bought outside of agreements; not both.");

internal sealed record NoAgreement(string Line) : Refusal(RefusalKind.Conflict, "procurement.no_agreement", $"{Line} uses no agreement that it could go round.");

internal sealed record AgreementWrongState(string Agreement, AgreementState State, string What) : Refusal(RefusalKind.Conflict, "procurement.agreement_state",
    $"{Agreement} is {Ui.Words.Of(State)} and cannot be {What}.");

internal sealed record AgreementStale(string Agreement) : Refusal(RefusalKind.Stale, "procurement.agreement_changed",
    $"{Agreement} was changed in the meantime. Reload it and look again.");

internal sealed record CapBelowTaken(string Agreement, string What, string Taken) : Refusal(RefusalKind.Refused, "procurement.agreement_cap_taken",
    $"{Agreement}: {Taken} of {What} is released already; the cap cannot be less.");

internal sealed record AlreadyScheduled(string Item, DateOnly Day) : Refusal(RefusalKind.Refused, "procurement.schedule_released",
    $"The delivery of {Item} on {Day.Words()} is ordered already. Change the order instead.");

internal sealed record NoSchedule(string Agreement) : Refusal(RefusalKind.Conflict, "procurement.no_schedule", $"{Agreement} is no scheduling agreement.");

internal sealed record SiteMissing(string Agreement) : Refusal(RefusalKind.Invalid, "procurement.agreement_site", $"{Agreement} holds for all sites. Say which one is to be supplied.");

