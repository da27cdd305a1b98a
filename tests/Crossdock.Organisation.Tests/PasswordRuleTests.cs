using Crossdock.Organisation.SignIn;
using Crossdock.Organisation.Staff;
using Microsoft.AspNetCore.Identity;

namespace Crossdock.Organisation.Tests;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("thirteenchars", "organisation.password_short")]
    [InlineData("password123456", "organisation.password_guessable")]
    [InlineData("passwordpassword1", "organisation.password_guessable")]
    [InlineData("aaaaaaaaaaaaaaaa", "organisation.password_guessable")]
    [InlineData("Crossdock-Warehouse", "organisation.password_guessable")]
    [InlineData("ada.lovelace-Ada-123", "organisation.password_guessable")]
    public void A_password_that_is_easy_to_guess_is_refused(string password, string code) =>
        Assert.Equal(code, PasswordRules.Refuse(password, "ada.lovelace", "Ada Lovelace")?.Code);

    [Theory]
    [InlineData("four pallets by noon")]
    [InlineData("kq7Vd2mXw9tRzP")]
    [InlineData("aaaa bb cc dd ee ff gg")]
    [InlineData("ein langer Satz über Gabelstapler und Regen, der viel länger als vierundsechzig Zeichen ist")]
    public void A_long_password_of_other_words_is_taken(string password) => Assert.Null(PasswordRules.Refuse(password, "ada.lovelace", "Ada Lovelace"));

    [Fact]
    public void Passwords_are_hashed_with_at_least_210_000_iterations()
    {
        var hash = Convert.FromBase64String(Passwords.Hasher().HashPassword(new object(), "four pallets by noon"));
        Assert.Equal(1, hash[0]);
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)) >= 210_000);
    }

    [Fact]
    public void A_hash_of_fewer_iterations_is_made_again()
    {
        var old = new PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 100_000 }))
            .HashPassword(new object(), "four pallets by noon");
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, Passwords.Hasher().VerifyHashedPassword(new object(), old, "four pallets by noon"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/a\nb")]
    public void After_signing_in_nobody_is_led_elsewhere(string? next) => Assert.Equal("/", SignInRoutes.LocalOrHome(next));

    [Fact]
    public void After_signing_in_one_comes_back_to_the_page_one_wanted() => Assert.Equal("/orders?q=a%20b", SignInRoutes.LocalOrHome("/orders?q=a%20b"));
}
