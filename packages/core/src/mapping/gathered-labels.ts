import { labels } from '../fields/label-list.js';

/** What people and programs head a column with that is gathered row by row. */
export const gatheredLabels = {
  fullname: labels(`
    Name | Contact Name | Contact | Customer Name | Customer | Customer Full Name | Client Name | Client |
    Cust Name | Home Owner | Homeowner | Homeowner Name | Account Holder | Display Name |
    Addr 1 - Contact Name | Cust | H/O Name | Person | Client Full Name | Primary Contact | Contact Person |
    Person - Name | Customers | Clients | Customer's Name | Client's Name | Names | Full Names | H/O |
    Home Owner's Name | Property Owner | System Owner | Account Holder Name | Applicant | Applicant Name |
    First & Last Name | First and Last Name | First Name & Surname | Surname, First Name
  `),
  companyorsurname: labels(`
    Company/Last Name | Company or Surname | Surname/Company | Company/Surname | Surname or Company |
    Last Name/Company | Company or Last Name
  `),
  mobile: labels(`
    Mobile Phone | Mobile Number | Mobile No | Mobile Phone Number | Mob | Mob No | Mob Number | Cell |
    Cell Phone | Cell Number | Cellphone | Mobile 1 | Customer Mobile | Client Mobile | Mobile Ph | Mob Ph |
    Mob Phone | Mobiles | Mobile Contact | Mbl | Cell No | Cust Mobile | Contact Mobile | Homeowner Mobile |
    Owner Mobile | Phone (Mobile) | Phone (Mob) | Phone (M) | Ph (M) | Person - Phone - Mobile |
    Primary Contact Mobile
  `),
  phone: labels(`
    Phone Number | Phone No | Ph | Ph No | Ph Number | Telephone | Telephone Number | Tel | Tel No |
    Primary Phone | Main Phone | Contact Number | Contact No | Contact Phone | Contact Phone Number |
    Customer Phone | Phone 1 - Value | Daytime Phone | Phone Numbers | Best Contact Number | Contact Ph |
    Client Phone | Owner Phone | Phones | Phone Nos | Phone/Mobile | Mobile/Phone | Ph/Mob |
    Phone or Mobile | Telephone No | Contact Nos | Contact Numbers | Best Number | Best Phone |
    Preferred Phone | Preferred Number | Preferred Contact Number | Client Ph | Customer Phone Number |
    Customer Ph | Customer Contact Number | Cust Phone | Cust Ph | Homeowner Phone | Person - Phone |
    Primary Contact Phone | Billing Phone
  `),
  homephone: labels(`
    Home Phone Number | Home Number | Home No | Home Ph | Landline | After Hours | After Hours Phone |
    Phone (Home) | Home Ph No | Home Tel | Home Telephone | Phone (H) | Ph (H) | H Phone | Landline Number |
    Landline Phone | Phone (AH) | A/H Phone | Person - Phone - Home
  `),
  workphone: labels(`
    Work Phone Number | Work Number | Work No | Work Ph | Phone (Work) | Day Phone | Work Tel | Phone (W) |
    Ph (W) | W Phone | Phone (BH) | B/H Phone | Business Hours Phone | Direct Phone | Person - Phone - Work
  `),
  otherphone: labels(`
    Alternative Phone | Alternate Phone | Alt Phone | Alt. Phone | Alternative Number | Alternate Number |
    Mobile 2 | Other Number | Home Phone 2 | Phone 2 - Value | Phone 3 - Value | Phone 3 |
    Other Phone Number | Other Ph | Other Contact Number | Alt Ph | Alt Number | Alt No | Alt Mobile |
    Second Mobile | Alt Contact Number | Alternate Phone Number | Alternative Contact Number |
    Additional Phone | Phone 4 - Value | Phone No. 3 | Addr 1 - Phone # 3 | Addr 1 - Phone No. 3
  `),
};
