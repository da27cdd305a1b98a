namespace Crossdock.Organisation.Staff;

internal sealed record LoginNotUsable(string Text) : Refusal(RefusalKind.Invalid, "organisation.login_not_usable",
    $"'{Text}' cannot be a login: use letters, digits, '.', '-', '_' and '@' only.");

internal sealed record LoginTaken(string Login) : Refusal(RefusalKind.Conflict, "organisation.login_taken",
    $"Somebody signs in as '{Login}' already. Choose another login.");

internal sealed record RoleUnknown(string Text) : Refusal(RefusalKind.Invalid, "organisation.role_unknown",
    $"There is no role '{Text}'. Roles are: {string.Join(", ", Roles.All.Select(r => r.Code))}.");

internal sealed record OwnRights() : Refusal(RefusalKind.Forbidden, "organisation.own_rights",
    "Nobody changes their own rights. Ask another administrator.");

internal sealed record PasswordShort(int Least) : Refusal(RefusalKind.Invalid, "organisation.password_short",
    $"A password has at least {Least} characters. A sentence is easy to remember.");

internal sealed record PasswordGuessable() : Refusal(RefusalKind.Refused, "organisation.password_guessable",
    "This password is too easy to guess: it is mostly common words, your name or repeated characters. Take other words.");

internal sealed record PasswordWrong() : Refusal(RefusalKind.Refused, "organisation.password_wrong",
    "The current password is not right. Type it again.");

internal sealed record ServicePassword(string Login) : Refusal(RefusalKind.Refused, "organisation.service_password",
    $"'{Login}' is a service account: it has API keys and never a password.");

internal sealed record KeyOfAnother(string Login) : Refusal(RefusalKind.Forbidden, "organisation.key_of_another",
    $"A key of '{Login}' would let you act as somebody else. They make it themselves, on their account page.");

internal sealed record KeyNotYours(int Id) : Refusal(RefusalKind.Forbidden, "organisation.key_not_yours",
    $"API key {Id} is not yours. Its person or an administrator revokes it.");
