namespace Crossdock.MasterData.Qualifying;

/// <summary>The parameters that qualifying suppliers goes by. Suppliers are the group's, so they are set for the group.</summary>
internal static class SupplierParameters
{
    private const string Module = "Suppliers";

    public static readonly ParameterDefinition BankCooling = new(
        "masterdata.bank_cooling", Module, "Cooling time of bank accounts", "A bank account is paid to so many days after it was confirmed: long enough for a supplier to say that it was not them.",
        ParameterKind.Days, 3, 0, 60, ScopeLevels.Group);

    public static IReadOnlyList<ParameterDefinition> All { get; } = [BankCooling];
}
