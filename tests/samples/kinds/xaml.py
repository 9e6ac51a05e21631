"""A view of an invented .NET client in XAML: the filter of captured faces, with a box of choices."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Black"), ("key", "Ethnicity")),
)


def case() -> dict[str, bytes]:
    """Choices as items of a box."""
    return {
        "Client/Views/FaceFilterView.xaml": b"""\
<UserControl x:Class="Client.Views.FaceFilterView"
             xmlns="http://schemas.microsoft.com/winfx/2006/xaml/presentation"
             xmlns:x="http://schemas.microsoft.com/winfx/2006/xaml">
  <StackPanel>
    <TextBlock Text="Filter captured faces" />
    <Label Content="Age group" /><ComboBox SelectedValue="{Binding Filter.AgeGroup}" />
    <CheckBox Content="Glasses" IsChecked="{Binding Filter.Glasses}" />
    <Label Content="Ethnicity" />
    <ComboBox x:Name="EthnicityBox" SelectedValue="{Binding Filter.Ethnicity}">
      <ComboBoxItem Content="Any" />
      <ComboBoxItem Content="Asian" />
      <ComboBoxItem Content="Black" />
      <ComboBoxItem Content="White" />
    </ComboBox>
  </StackPanel>
</UserControl>
"""
    }


def twin() -> dict[str, bytes]:
    """What a passport reader shows, and the colours of a plan."""
    return {
        "Client/Views/PassportView.xaml": b"""\
<UserControl x:Class="Client.Views.PassportView" xmlns="http://schemas.microsoft.com/winfx/2006/xaml/presentation">
  <StackPanel>
    <TextBlock Text="Document number" /><TextBox Text="{Binding Passport.DocumentNumber}" />
    <TextBlock Text="Date of expiry" /><TextBox Text="{Binding Passport.ExpiryDate}" />
    <TextBlock Text="Ethnicity" /><TextBox Text="{Binding Passport.Ethnicity}" />
  </StackPanel>
</UserControl>
""",
        "Client/Views/PlanView.xaml": b"""\
<Page xmlns="http://schemas.microsoft.com/winfx/2006/xaml/presentation">
  <ComboBox x:Name="ColourBox"><ComboBoxItem Content="Black" /><ComboBoxItem Content="White" />
    <ComboBoxItem Content="Yellow" /><ComboBoxItem Content="Red" /></ComboBox>
</Page>
""",
    }
