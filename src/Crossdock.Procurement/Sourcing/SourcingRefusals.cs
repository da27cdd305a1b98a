namespace Crossdock.Procurement.Sourcing;

internal sealed record QuotationWrongState(string Number, QuotationState State, string What) : Refusal(RefusalKind.Conflict, "procurement.quotation_state",
    $"{Number} is {Ui.Words.Of(State)} and cannot be {What}.");

internal sealed record QuotationStale(string Number) : Refusal(RefusalKind.Stale, "procurement.quotation_moved",
    $"{Number} has moved since you looked at it: a bid, a longer time, or another award. Look again.");

internal sealed record WeightsWrong() : Refusal(RefusalKind.Invalid, "procurement.quotation_weights", "The weights of price, lead time and quality are 0 to 100 each and 100 together.");

internal sealed record NothingAsked() : Refusal(RefusalKind.Invalid, "procurement.quotation_empty", "Say what is to be quoted: lines, or requisitions that are to be ordered.");

internal sealed record DuePassed(DateTimeOffset Due) : Refusal(RefusalKind.Refused, "procurement.quotation_due", $"Bids cannot be due at {Due:yyyy-MM-dd HH:mm} UTC, which is over. Give a later time.");

internal sealed record NotLonger(DateTimeOffset Due) : Refusal(RefusalKind.Refused, "procurement.quotation_not_longer",
    $"Bids are due at {Due:yyyy-MM-dd HH:mm} UTC. The time can only be made longer, so that nobody who counted on it is shut out.");

internal sealed record TooFewInvited(int Invited, int Minimum) : Refusal(RefusalKind.Refused, "procurement.too_few_invited",
    $"{Invited} {(Invited == 1 ? "supplier is" : "suppliers are")} invited, {Minimum} are needed. Invite more, or say why there is no other source; those who approve the award will read it.");

internal sealed record RequisitionElsewhere(string Requisition, string Quotation) : Refusal(RefusalKind.Conflict, "procurement.requisition_in_quotation",
    $"{Requisition} is in {Quotation} already. Award that one, or cancel it first.");

internal sealed record RequisitionOtherSite(string Requisition, string Site) : Refusal(RefusalKind.Refused, "procurement.requisition_other_site",
    $"{Requisition} needs goods at another site than {Site}. Ask for quotations site by site.");

internal sealed record RequisitionOrderedMeanwhile(string Requisition, int Line) : Refusal(RefusalKind.Conflict, "procurement.requisition_ordered_meanwhile",
    $"Line {Line} of {Requisition} is not open for all of it any more: it was ordered or taken back since it was asked for here. Award less, or cancel this request.");

internal sealed record BidsMissing(string Number, string Who) : Refusal(RefusalKind.Refused, "procurement.bids_missing",
    $"{Number} closes by itself when its time is over. Before that only when all have answered; there is nothing yet from {Who}.");

internal sealed record NotInvited(string Number, string Supplier) : Refusal(RefusalKind.Refused, "procurement.not_invited", $"{Supplier} is not invited to {Number}, so it cannot bid.");

internal sealed record BidEmpty() : Refusal(RefusalKind.Invalid, "procurement.bid_empty", "Give a price for at least one line, or say why the supplier does not bid; not both.");

internal sealed record BidLineTwice(int Line) : Refusal(RefusalKind.Invalid, "procurement.bid_line_twice", $"Line {Line} stands twice in the bid. One price for a line.");

internal sealed record LeadTimeMissing(int Line) : Refusal(RefusalKind.Invalid, "procurement.bid_lead_time", $"Say in how many days line {Line} can be delivered.");

internal sealed record BidMinimum(string Item, Quantity Offered) : Refusal(RefusalKind.Invalid, "procurement.bid_minimum", $"The least quantity of {Item} cannot be negative or more than the {Offered} offered.");

internal sealed record NotLate(string Supplier, int Bid) : Refusal(RefusalKind.Conflict, "procurement.bid_not_late", $"Bid {Bid} of {Supplier} came in time or counts already; there is nothing to accept.");

internal sealed record OwnLateBid(string Supplier) : Refusal(RefusalKind.Forbidden, "procurement.own_late_bid", $"You keyed the late bid of {Supplier}, so two others must accept it.");

internal sealed record LateAcceptedBefore(string Supplier) : Refusal(RefusalKind.Forbidden, "procurement.late_accepted_before", $"You have accepted the late bid of {Supplier} already; another person must do so as well.");

internal sealed record AwardWaits(string Number, string Approval) : Refusal(RefusalKind.Conflict, "procurement.award_waits",
    $"The award of {Number} waits for a decision under {Approval}. A late bid would change what is decided on: take the award back first.");

internal sealed record AwardEmpty() : Refusal(RefusalKind.Invalid, "procurement.award_empty", "Say who is to deliver how much of at least one line.");

internal sealed record NoSuchOffer(int Line, string Supplier) : Refusal(RefusalKind.Refused, "procurement.no_offer", $"{Supplier} offers nothing for line {Line}.");

internal sealed record AwardTwice(int Line, string Supplier) : Refusal(RefusalKind.Invalid, "procurement.award_twice", $"Line {Line} is given to {Supplier} twice. Add the quantities up.");

internal sealed record AwardBeyondOffer(int Line, string Supplier, Quantity Offered, Quantity Asked) : Refusal(RefusalKind.Refused, "procurement.award_beyond_offer",
    $"{Supplier} offers {Offered} of line {Line}, not {Asked}.");

internal sealed record AwardBelowMinimum(int Line, string Supplier, Quantity Minimum, Quantity Asked) : Refusal(RefusalKind.Refused, "procurement.award_below_minimum",
    $"{Supplier} delivers no less than {Minimum} of line {Line}, not {Asked}.");

internal sealed record AwardBeyondAsked(int Line, Quantity Asked, Quantity Given) : Refusal(RefusalKind.Refused, "procurement.award_beyond_asked",
    $"{Asked} of line {Line} was asked for; {Given} would be given away. Give less.");

internal sealed record AwardReasonMissing(string Words) : Refusal(RefusalKind.Refused, "procurement.award_reason", $"The best bid does not get all it could: {Words}. Say why.");

internal sealed record AwardNotApproved(string Number) : Refusal(RefusalKind.Conflict, "procurement.award_not_approved", $"{Number} is not awarded, so nothing can be ordered or agreed by it. Award it, and wait for those who decide.");

internal sealed record AwardConverted(string Number, string Orders) : Refusal(RefusalKind.Conflict, "procurement.award_converted", $"The award of {Number} became {Orders} already.");
