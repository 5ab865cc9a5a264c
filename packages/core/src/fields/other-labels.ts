import type { FieldKey } from './field-key.js';
import { labels } from './label-list.js';

/** What else people and programs head a column of a field with. Compared as `normaliseLabel` leaves them. */
export const otherLabels: Readonly<Record<FieldKey, readonly string[]>> = {
  firstname: labels(`
    Given Name | Given Names | Forename | Christian Name | First | Given | Fname | First Names |
    Customer First Name | Contact First Name | Client First Name | Owner First Name | 1st Name |
    Person - First name | Primary Contact First Name | Billing First Name | Cust First Name |
    Homeowner First Name | Owners First Name | Applicant First Name
  `),
  surname: labels(`
    Last Name | Family Name | Last | Family | Lname | Second Name | Customer Last Name | Customer Surname |
    Contact Last Name | Contact Surname | Contact Family Name | Client Last Name | Client Surname |
    Owner Surname | Owner Last Name | Person - Last name | Primary Contact Last Name | Billing Last Name |
    Surname/Family Name | Cust Surname | Homeowner Surname | Homeowner Last Name | Owners Surname |
    Applicant Surname
  `),
  email: labels(`
    Email Address | Email Addr | Mail | E Mail | Mail Address | Customer Email | Customer Email Address |
    Contact Email | Client Email | Primary Email | Main Email | Email 1 | E-mail 1 - Value |
    Email Address 1 | Email ID | Addr 1 - Email | Email Add | Emails | Client Email Address |
    Contact Email Address | Cust Email | Homeowner Email | Person - Email | Person - Email - Work |
    Primary Contact Email | Personal Email | Home Email | Best Email
  `),
  phone1: labels(`
    First Phone | Phone One | 1st Phone | Customer Phone 1 | Phone Number 1 | Phone No. 1 | Ph 1 | Tel 1 |
    Contact Number 1 | Addr 1 - Phone # 1 | Addr 1 - Phone No. 1
  `),
  phone2: labels(`
    Second Phone | Secondary Phone | Phone Two | 2nd Phone | Customer Phone 2 | Phone Number 2 |
    Phone No. 2 | Ph 2 | Tel 2 | Contact Number 2 | 2nd Phone Number | Second Phone Number |
    Secondary Phone Number | Addr 1 - Phone # 2 | Addr 1 - Phone No. 2
  `),
  type: labels(`
    Customer Type | Client Type | Type of Customer | Category | Customer Category | Customer Class |
    Segment | Property Type | Job Type | Res/Com | Residential/Commercial | Sector | Cust Type |
    Customer Segment | Class | Res/Comm | Resi/Comm | Resi/Commercial | Res or Com |
    Residential or Commercial | Resi or Commercial | Project Type | Site Type | Premises Type |
    Installation Type
  `),
  companyname: labels(`
    Company | Business | Business Name | Organisation | Organization | Organisation Name |
    Organization Name | Organization 1 - Name | Trading Name | Trading As | Account Name |
    Associated Company | Co Name | Co | Entity Name | LegalName | Legal Entity Name | Registered Name |
    Client Company | Customer Company | Billing Company | Person - Organization |
    Primary Associated Company | Associated Company (Primary) | Company Name (if applicable) | T/A
  `),
  companyphone: labels(`
    Company Phone Number | Company Main Phone | Business Phone | Business Phone Number | Office Phone |
    Office Number | Company Telephone | Account Phone | Office Ph | Business Ph | Company Ph |
    Company Contact Number
  `),
  gststatus: labels(`
    GST | GST Registered | Registered for GST | GST Reg | GST Registration | GST Registration Status |
    GST Y/N | GST Registered Y/N | Is GST Registered
  `),
  useremail: labels(`
    Owner | Owner Email | Assigned To | Assigned User | Sales Rep | Sales Rep Email | Salesperson |
    Salesperson Email | Rep Email | Account Manager | Account Manager Email | User | Owner User Email |
    Contact Owner | Account Owner | Assigned User Email | Assigned To Email | Sales Consultant |
    Sales Consultant Email | Consultant Email | Staff Email | owner_user_info.email
  `),
};
