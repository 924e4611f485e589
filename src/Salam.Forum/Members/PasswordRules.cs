using Microsoft.AspNetCore.Identity;

namespace Salam.Forum.Members;

/// <summary>What a password must be.</summary>
internal static class PasswordRules
{
    /// <summary>Why it cannot be the password of the member, null for one to come; empty when it can.</summary>
    public static async Task<List<Refusal>> RefusalsAsync(UserManager<Member> users, Member? member, string? password)
    {
        if (string.IsNullOrEmpty(password) || password.Length > AccountService.PasswordMax)
            return [Refusal.Invalid("PasswordLength", "Password", users.Options.Password.RequiredLength, AccountService.PasswordMax)];
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, member!, password)).Succeeded)
                return [Refusal.Invalid("PasswordWeak", "Password", users.Options.Password.RequiredLength)];
        }
        return [];
    }
}
