namespace Crossdock.Kernel;

/// <summary>The scanner sent nothing.</summary>
public sealed record ScanEmpty() : Refusal(RefusalKind.Invalid, "barcode.empty", "The scan is empty; scan again.");

/// <summary>No application identifier begins where one must.</summary>
/// <param name="Rest">What stands there.</param>
public sealed record UnknownIdentifier(string Rest) : Refusal(RefusalKind.Invalid, "barcode.unknown_identifier",
    $"'{Rest}' begins with no known GS1 identifier; scan the other code on the label or type the values.");

/// <summary>An element is shorter or longer than its identifier allows.</summary>
/// <param name="Identifier">The application identifier.</param>
/// <param name="Found">Its value.</param>
public sealed record ElementLengthWrong(string Identifier, string Found) : Refusal(RefusalKind.Invalid, "barcode.element_length",
    $"({Identifier}){Found} has the wrong number of characters; scan again, the code may be damaged.");

/// <summary>An element holds a character its identifier does not allow.</summary>
/// <param name="Identifier">The application identifier.</param>
/// <param name="Found">Its value.</param>
public sealed record ElementCharacterWrong(string Identifier, string Found) : Refusal(RefusalKind.Invalid, "barcode.element_character",
    $"({Identifier}){Found} holds a character that is not allowed there; check the scanner's keyboard layout.");

/// <summary>The check digit does not prove the number.</summary>
/// <param name="Identifier">The application identifier.</param>
/// <param name="Found">Its value.</param>
public sealed record ElementCheckDigitWrong(string Identifier, string Found) : Refusal(RefusalKind.Invalid, "barcode.check_digit",
    $"({Identifier}){Found} has a wrong check digit; scan again or report the label to the supplier.");

/// <summary>The date does not exist.</summary>
/// <param name="Identifier">The application identifier.</param>
/// <param name="Found">Its value.</param>
public sealed record ElementDateWrong(string Identifier, string Found) : Refusal(RefusalKind.Invalid, "barcode.date",
    $"({Identifier}){Found} is no date; type the date printed on the pack.");

/// <summary>The same identifier is there twice with different values.</summary>
/// <param name="Identifier">The application identifier.</param>
public sealed record ElementRepeated(string Identifier) : Refusal(RefusalKind.Invalid, "barcode.repeated",
    $"({Identifier}) is there twice with different values; two labels were scanned as one.");

/// <summary>A code says it is an item and the content of a logistic unit at once.</summary>
public sealed record ItemAndContent() : Refusal(RefusalKind.Invalid, "barcode.item_and_content",
    "The code names an item (01) and the content of a pallet (02) at once; scan the item's own label.");

/// <summary>The human-readable form is not written as (identifier)value.</summary>
/// <param name="Text">What was read.</param>
public sealed record BracketsWrong(string Text) : Refusal(RefusalKind.Invalid, "barcode.brackets",
    $"'{Text}' is not written as (identifier)value; for example (01)09506000134352(10)L7.");
